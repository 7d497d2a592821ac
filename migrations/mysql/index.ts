import { people } from './0001-people';
import { hours } from './0002-hours';
import { auditAndFeed } from './0003-audit-and-feed';
import { appointments } from './0004-appointments';
import { appointmentTriggers } from './0005-appointment-triggers';
import { clinical } from './0006-clinical';
import { payments } from './0007-payments';
import { historyGuards } from './0008-history-guards';
import { requestsAndWork } from './0009-requests-and-work';
import { desksAndSettings } from './0010-desks-and-settings';
import { patientSearch } from './0011-patient-search';
import { patientDesk } from './0012-patient-desk';
import { videoLinks } from './0013-video-links';
import { queueMarks } from './0014-queue-marks';
import { lateAndMessages } from './0015-late-and-messages';
import { failedPapers } from './0016-failed-papers';
import { presenceOfPeople } from './0017-presence-of-people';
import { oneJobOfAKind } from './0020-one-job-of-a-kind';
import { clinicHolidays } from './0021-clinic-holidays';
import { hoursChanges } from './0022-hours-changes';
import { accounts } from './0025-accounts';
import { doctorFees } from './0026-doctor-fees';
import { settingsByWhom } from './0027-settings-by-whom';
import { auditBrowsing } from './0029-audit-browsing';
import { imports } from './0031-imports';
import { waitingList } from './0033-waiting-list';
import { appointmentSeries } from './0034-appointment-series';
import { archiveRuns } from './0035-archive-runs';
import { verifiedBackup } from './0037-verified-backup';
import { voidedPrescriptions } from './0041-voided-prescriptions';
import { preferences } from './0042-preferences';
import { doctorPages } from './0043-doctor-pages';
import { vitals } from './0044-vitals';
import { reviews } from './0045-reviews';
import { visitNotes } from './0048-visit-notes';
import { medicalPapers } from './0049-medical-papers';
import { medicalHistory } from './0050-medical-history';
import { chartOpenings } from './0051-chart-openings';
import { medicines } from './0052-medicines';
import { pageTemplates } from './0053-page-templates';
import { onPaper } from './0054-on-paper';
import { keptTimelines } from './0055-kept-timelines';
import type { MysqlMigration } from './steps';

/** Every MySQL migration in its order, listed by hand: none is found by looking into a folder. */
export const mysqlMigrations: readonly MysqlMigration[] = [
  people,
  hours,
  auditAndFeed,
  appointments,
  appointmentTriggers,
  clinical,
  payments,
  historyGuards,
  requestsAndWork,
  desksAndSettings,
  patientSearch,
  patientDesk,
  videoLinks,
  queueMarks,
  lateAndMessages,
  failedPapers,
  presenceOfPeople,
  oneJobOfAKind,
  clinicHolidays,
  hoursChanges,
  accounts,
  doctorFees,
  settingsByWhom,
  auditBrowsing,
  imports,
  waitingList,
  appointmentSeries,
  archiveRuns,
  verifiedBackup,
  voidedPrescriptions,
  preferences,
  doctorPages,
  vitals,
  reviews,
  visitNotes,
  medicalPapers,
  medicalHistory,
  chartOpenings,
  medicines,
  pageTemplates,
  onPaper,
  keptTimelines,
];
