import { type DomainError, domainErrors } from "./domain-error.ts";

/** Domains at which anybody gets an address. The real service has a longer list. */
const freeDomains = new Set([
  "10minutemail.com",
  "126.com",
  "163.com",
  "aol.com",
  "fastmail.com",
  "free.fr",
  "gmail.com",
  "gmx.com",
  "gmx.de",
  "gmx.net",
  "googlemail.com",
  "guerrillamail.com",
  "hotmail.co.uk",
  "hotmail.com",
  "icloud.com",
  "live.com",
  "mail.com",
  "mail.de",
  "mail.ru",
  "mailinator.com",
  "me.com",
  "msn.com",
  "orange.fr",
  "outlook.com",
  "outlook.de",
  "pm.me",
  "proton.me",
  "protonmail.com",
  "qq.com",
  "t-online.de",
  "temp-mail.org",
  "tempmail.com",
  "trashmail.com",
  "tutanota.com",
  "web.de",
  "yahoo.co.uk",
  "yahoo.com",
  "yahoo.de",
  "yahoo.fr",
  "yandex.com",
  "yandex.ru",
  "ymail.com",
  "yopmail.com",
  "zoho.com",
]);

/** Returns addresses as they are stored: trimmed, in lower case, each once. A dot after the domain does not change it. */
export const normalizeEmails = (emails: string[]): string[] => [
  ...new Set(emails.map((email) => email.trim().toLowerCase().toWellFormed().replace(/\.+$/, ""))),
];

/** Rejects addresses of free and disposable domains. The error names each of them. */
export function checkCompanyAddresses(emails: string[]): DomainError<"free_email_domain"> | undefined {
  const free = emails.filter((email) => freeDomains.has(email.slice(email.lastIndexOf("@") + 1)));
  return free.length > 0 ? domainErrors.freeEmailDomain(free) : undefined;
}
