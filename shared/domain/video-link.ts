/** Where a template takes what tells one visit's room from all others. */
const TOKEN = '{token}';

/** An address as its parser gives it, in Node and in a page. */
interface ParsedAddress {
  readonly protocol: string;
  readonly host: string;
  readonly username: string;
  readonly password: string;
  readonly href: string;
}

/** Whose visits a template is for: those of the whole clinic, or of one doctor, who may have one room for all. */
export type LinkOwner = 'clinic' | 'doctor';

/**
 * The link that a patient and the doctor meet by; null when the template gives none that may be handed on: only
 * https, without a name or a password in it, and never one room for the whole clinic. `parse` is the platform's own.
 */
export function videoLink(
  template: string,
  token: string,
  owner: LinkOwner,
  parse: (text: string) => ParsedAddress,
): string | null {
  if (owner === 'clinic' && !template.includes(TOKEN)) return null;
  try {
    const url = parse(template.replaceAll(TOKEN, token));
    const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '';
    // A token in the host would be a name that anybody may have registered.
    return isPlain && !url.host.includes(token.toLowerCase()) ? url.href : null;
  } catch {
    return null;
  }
}
