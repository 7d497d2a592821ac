/** The parts of a patient's page that a doctor may leave out of print; medicines, date and names always stand. */
export const PAGE_SECTIONS = [
  'complaint',
  'allergies',
  'vitals',
  'diagnosis',
  'tests',
  'advice',
  'review',
  'pharmacies',
] as const;
export type PageSection = (typeof PAGE_SECTIONS)[number];
