import { useTranslation } from 'react-i18next';

/** In the order in which a first day at the desk needs them. */
const topics = [
  'book',
  'day',
  'walkIn',
  'vitals',
  'history',
  'documents',
  'timeline',
  'find',
  'columns',
  'move',
  'late',
  'waitlist',
  'reviews',
  'series',
  'undo',
  'together',
  'away',
  'paper',
  'room',
  'charts',
  'settings',
] as const;

/** How the desk works, in a few sentences a subject. */
export function Guide() {
  const { t } = useTranslation();
  return (
    <div className="guide">
      {topics.map((topic) => (
        <section key={topic}>
          <h3>{t(`guide.${topic}.title`)}</h3>
          <p>{t(`guide.${topic}.text`)}</p>
        </section>
      ))}
    </div>
  );
}
