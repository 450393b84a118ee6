# shellcheck shell=bash
# split_words INPUT TEXT
#
# Splits the value of an input at whitespace, except inside of quotes, into the array `words`.
# xargs reads quotes and backslashes as a shell does, but expands and runs nothing. A process substitution would hide its
# exit status, and the bash of macOS has no `mapfile`.
split_words() {
  local lines line
  words=()
  if ! [[ "$2" =~ [^[:space:]] ]]; then return; fi
  if ! lines=$(xargs printf '%s\n' <<< "$2" 2> /dev/null); then
    echo "::error title=Invalid input::The input \`$1\` has a quote without its pair."
    return 1
  fi
  while IFS= read -r line; do words+=("$line"); done <<< "$lines"
}
