/** Every page of the settings, in the order of the list; the groups are its headings. */
export const PAGE_IDS = [
  'clinic',
  'formats',
  'opening',
  'holidays',
  'booking',
  'messages',
  'documents',
  'video',
  'people',
  'doctors',
  'roles',
  'records',
  'hours',
  'audit',
  'import',
  'export',
  'retention',
  'system',
  'account',
  'paper',
] as const;
export type PageId = (typeof PAGE_IDS)[number];

export const PAGE_GROUPS = ['clinic', 'people', 'system', 'you'] as const;
export type PageGroup = (typeof PAGE_GROUPS)[number];
