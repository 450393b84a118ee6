#!/bin/sh
# Copies the built mock, with what it needs to run, to a folder: like the published package, it has Prism in one file.
set -e
npx -y pnpm@12 --filter @rolewright/mock exec node bundle-prism.ts
npx -y pnpm@12 --filter @rolewright/mock deploy --prod "$1"
cd "$1"
npm pkg set "imports.#prism=./dist/prism.js" "imports.#prism-client=./dist/prism.js"
