/** Windows opens no longer address (Electron's own limit is 2,081 characters). */
const LONGEST_LINK = 2_000;

/** The chat with a number, with the text in it where the link stays short enough to be opened everywhere. */
export function whatsappLink(
  digits: string,
  text: string,
): { readonly url: string; readonly carries: boolean } {
  const chat = `https://wa.me/${digits}`;
  const whole = `${chat}?text=${encodeURIComponent(text)}`;
  return whole.length <= LONGEST_LINK ? { url: whole, carries: true } : { url: chat, carries: false };
}

/** A new letter; without its text where that would make the address too long. */
export function mailLink(address: string, subject: string, text: string): string {
  const letter = `mailto:${encodeURIComponent(address).replace('%40', '@')}?subject=${encodeURIComponent(subject)}`;
  const whole = `${letter}&body=${encodeURIComponent(text)}`;
  return whole.length <= LONGEST_LINK ? whole : letter;
}
