import Button from '@mui/material/Button';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Files that are pasted or dropped anywhere in a dialog. */
export function useGivenFiles(isOn: boolean, onFiles: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    listeners: {
      onPaste: (event: ClipboardEvent) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        if (isOn) onFiles([...event.clipboardData.files]);
      },
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(isOn);
      },
      onDragLeave: () => {
        setOver(false);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        if (isOn) onFiles([...event.dataTransfer.files]);
      },
    },
  };
}

interface Props {
  readonly label: string;
  readonly isOver: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The place where files are chosen, and which says that they may be dropped or pasted. */
export function AddFiles({ label, isOver, onFiles }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="documents-add" data-over={isOver}>
      <Button
        variant="outlined"
        autoFocus
        onClick={() => {
          input.current?.click();
        }}
      >
        {label}
      </Button>
      <span className="muted">{t('documents.chooseHelp')}</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
