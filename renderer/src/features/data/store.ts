import { create } from 'zustand';
import type { ImportKind } from '#shared/domain/importing/fields';
import type { ImportId } from '#shared/values/ids';

interface ImportScreen {
  readonly kind: ImportKind;
  /** The import that is looked at; it goes on whether the page is open or not. */
  readonly shown: ImportId | null;
  readonly onlyWrong: boolean;
}

export const useImportScreen = create<ImportScreen>(() => ({
  kind: 'patients',
  shown: null,
  onlyWrong: false,
}));

export function chooseKind(kind: ImportKind): void {
  useImportScreen.setState({ kind });
}

export function showImport(shown: ImportId | null): void {
  useImportScreen.setState({ shown, onlyWrong: false });
}

export function showOnlyWrong(onlyWrong: boolean): void {
  useImportScreen.setState({ onlyWrong });
}
