import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PAGE_SECTIONS, type PageSection } from '#shared/domain/prescribing/sections';
import type { DoctorId } from '#shared/values/ids';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { errorWords } from '../../ui/error-words';
import { notify } from '../../ui/notice';

/** Which sections of the page this doctor's patients get on paper. */
export function PrintedSections({ doctorId }: { readonly doctorId: DoctorId }) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const layout = useCallQuery('consultation.pageLayout', { id: doctorId }).data;
  if (!layout) return null;

  const save = async (changes: Partial<Pick<typeof layout, 'hidden' | 'onPaper'>>) => {
    const { id, version, hidden, onPaper } = layout;
    const answer = await change('consultation.savePageLayout', { id, version, hidden, onPaper, ...changes });
    if (!answer.ok) notify(errorWords(t, answer.error), 'none', 'error');
  };
  const toggle = (section: PageSection) =>
    save({
      hidden: layout.hidden.includes(section)
        ? layout.hidden.filter((one) => one !== section)
        : [...layout.hidden, section],
    });

  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          setAnchor(event.currentTarget);
        }}
      >
        {t('room.onPaper')}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'region', 'aria-label': t('room.onPaperHelp') } }}
        onClose={() => {
          setAnchor(null);
        }}
      >
        {PAGE_SECTIONS.map((section) => (
          <MenuItem
            key={section}
            role="menuitemcheckbox"
            aria-checked={!layout.hidden.includes(section)}
            dense
            onClick={() => {
              void toggle(section);
            }}
          >
            <span className="tick" aria-hidden="true">
              {layout.hidden.includes(section) ? '' : '✓'}
            </span>
            {t(`room.${section}`)}
          </MenuItem>
        ))}
        <Divider role="separator" />
        <MenuItem
          role="menuitemcheckbox"
          aria-checked={layout.onPaper}
          dense
          onClick={() => void save({ onPaper: !layout.onPaper })}
        >
          <span className="tick" aria-hidden="true">
            {layout.onPaper ? '✓' : ''}
          </span>
          {t('room.byHand')}
        </MenuItem>
      </Menu>
    </>
  );
}
