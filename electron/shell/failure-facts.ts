/**
 * What a log may keep of a failure: kind, code, message and where it happened. Databases quote the refused
 * value in their messages ("Duplicate entry 'asha@…'"), so whatever stands in quotes is left out.
 */
export function failureFacts(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` ${cause.code}` : '';
  const message = withoutQuoted(cause.message);
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const deeper = cause.cause === undefined ? [] : [`caused by ${failureFacts(cause.cause)}`];
  return [`${cause.name}${code}: ${message}`, ...frames, ...deeper].join('\n');
}

function withoutQuoted(text: string): string {
  return text.replace(/'[^']*'|"[^"]*"|`[^`]*`/g, "'…'").slice(0, 500);
}
