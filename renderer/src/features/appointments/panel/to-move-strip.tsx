import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../ui/kbd';
import { KEY } from '../../../ui/key-names';
import { showPanel, useScreen } from '../store';
import { useToMove } from '../to-move';

/** How many have no place, under whatever the panel shows, so that none is forgotten; a drag parks here. */
export function ToMoveStrip() {
  const { t } = useTranslation();
  const { total } = useToMove();
  const isDragging = useScreen((screen) => screen.moving !== null);
  if (total === 0 && !isDragging) return null;
  return (
    <button
      type="button"
      className="to-move-strip"
      data-parking
      aria-keyshortcuts={KEY.toMove}
      onClick={() => {
        showPanel({ kind: 'toMove', after: null });
      }}
    >
      {isDragging ? t('toMove.dropHere') : t('toMove.strip', { count: total })}
      <Kbd k={KEY.toMove} />
    </button>
  );
}
