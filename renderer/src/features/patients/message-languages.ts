import { useCallQuery } from '../../api/queries';

/** A language in its own words: `हिन्दी`. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Those that the clinic has templates in, and the one that is chosen already. */
export function useMessageLanguages(chosen: string): readonly string[] {
  const templates = useCallQuery('settings.get', {}).data?.messageTemplates ?? {};
  return [...new Set([...Object.keys(templates), chosen])].filter((tag) => tag !== '').sort();
}
