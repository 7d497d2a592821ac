import type { StoredSettings } from '#shared/contract/settings';

/** What a clinic goes by where its own row is missing or was broken by hand. */
export const FALLBACK: StoredSettings & { readonly sample: boolean } = {
  clinicName: 'Smart Clinic',
  address: '',
  phone: '',
  logo: null,
  timeZone: 'Asia/Kolkata',
  openingHours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  currency: 'INR',
  defaultMinutes: 15,
  locale: 'en-IN',
  clock: '24',
  languages: ['en', 'hi'],
  country: 'IN',
  messageTemplates: {},
  paperTexts: { head: '', foot: '', noteAdvice: {}, slipAdvice: {} },
  cancelReasons: [],
  idleLockMinutes: 10,
  videoLinks: { clinic: null, doctors: {} },
  pharmacies: [],
  chartsOpenToAll: false,
  retentionYears: null,
  lastVerifiedBackup: null,
  sample: false,
};
