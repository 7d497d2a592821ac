import { randomBytes } from 'node:crypto';

/** Stands in the built index.html wherever the page's nonce belongs. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** A fresh nonce for one answer. */
export function newNonce(): string {
  return randomBytes(18).toString('base64');
}

export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(NONCE_PLACEHOLDER, nonce);
}

/** The application page: everything from its own origin, styles by nonce, nothing embedded, nothing evaluated. */
export function pagePolicy(nonce: string, connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Paper: the template's own style block and the fonts and pictures inside it; a script only where the host prints. */
export function paperPolicy(nonce: string, script: boolean): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    'font-src data:',
    'img-src data:',
    ...(script ? [`script-src 'nonce-${nonce}'`] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Goes with every answer, page or file. */
export const FIXED_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;
