/** What the file systems say, as far as a person can do something about it. */
const OF_CODES: Readonly<Record<string, 'folder_gone' | 'no_right' | 'full'>> = {
  ENOENT: 'folder_gone',
  ENOTDIR: 'folder_gone',
  ENODEV: 'folder_gone',
  ENXIO: 'folder_gone',
  ESTALE: 'folder_gone',
  EHOSTDOWN: 'folder_gone',
  EACCES: 'no_right',
  EPERM: 'no_right',
  EROFS: 'no_right',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

/** The code of an error of the system; null for any other. */
export function codeOf(error: unknown): string | null {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** What is wrong with a folder or its disk; null where the system says nothing of that. */
export function diskTrouble(error: unknown): 'folder_gone' | 'no_right' | 'full' | null {
  const code = codeOf(error);
  return code !== null && Object.hasOwn(OF_CODES, code) ? (OF_CODES[code] ?? null) : null;
}
