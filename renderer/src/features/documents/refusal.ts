import type { TFunction } from 'i18next';
import { MOST_DOCUMENT_BYTES } from '#shared/domain/documents';

/** Why a file is not sent; null where it may be. */
export function refusal(t: TFunction, { name, size }: File): string | null {
  if (size > MOST_DOCUMENT_BYTES) return t('documents.tooBig', { name });
  return size === 0 ? t('documents.empty', { name }) : null;
}
