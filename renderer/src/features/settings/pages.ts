import type { ComponentType } from 'react';
import type { Permission } from '#shared/permissions/roles';
import { AuditPage } from '../audit/audit-page';
import { ImportPage } from '../data/import-page';
import { ExportPage } from '../exports/export-page';
import { HolidaysPage } from '../hours/holidays/holidays-page';
import { HoursPage } from '../hours/hours-page';
import { AccountPage } from '../people/account-page';
import { DoctorsPage } from '../people/doctors-page';
import { PeoplePage } from '../people/people-page';
import { RolesPage } from '../people/roles-page';
import { BookingPage } from '../clinic/booking-page';
import { DetailsPage } from '../clinic/details-page';
import { DocumentsPage } from '../clinic/documents-page';
import { FormatsPage } from '../clinic/formats-page';
import { MessagesPage } from '../clinic/messages-page';
import { OpeningPage } from '../clinic/opening-page';
import { RecordsPage } from '../clinic/records-page';
import { VideoPage } from '../clinic/video-page';
import { PaperPage } from '../printing/paper-page';
import { RetentionPage } from '../retention/retention-page';
import { SystemPage } from '../system/system-page';
import type { PageGroup, PageId } from './page-ids';

export interface SettingsPage {
  readonly group: PageGroup;
  /** Who finds the page in the list; null for everybody. What a page does is asked again by each of its calls. */
  readonly permission: Permission | null;
  readonly Page: ComponentType;
}

/** What each page is; its words stand under `settings.pages`. */
export const PAGES: Readonly<Record<PageId, SettingsPage>> = {
  holidays: { group: 'clinic', permission: 'hours.write', Page: HolidaysPage },
  people: { group: 'people', permission: 'people.manage', Page: PeoplePage },
  doctors: { group: 'people', permission: 'doctor.manage', Page: DoctorsPage },
  roles: { group: 'people', permission: null, Page: RolesPage },
  records: { group: 'people', permission: 'clinic.manage', Page: RecordsPage },
  hours: { group: 'people', permission: 'hours.write', Page: HoursPage },
  audit: { group: 'system', permission: 'audit.read', Page: AuditPage },
  import: { group: 'system', permission: 'data.import', Page: ImportPage },
  export: { group: 'system', permission: 'data.export', Page: ExportPage },
  retention: { group: 'system', permission: 'clinic.manage', Page: RetentionPage },
  account: { group: 'you', permission: null, Page: AccountPage },
  clinic: { group: 'clinic', permission: 'clinic.manage', Page: DetailsPage },
  formats: { group: 'clinic', permission: 'clinic.manage', Page: FormatsPage },
  opening: { group: 'clinic', permission: 'clinic.manage', Page: OpeningPage },
  booking: { group: 'clinic', permission: 'clinic.manage', Page: BookingPage },
  messages: { group: 'clinic', permission: 'clinic.manage', Page: MessagesPage },
  documents: { group: 'clinic', permission: 'clinic.manage', Page: DocumentsPage },
  video: { group: 'clinic', permission: 'clinic.manage', Page: VideoPage },
  system: { group: 'system', permission: 'system.read', Page: SystemPage },
  paper: { group: 'you', permission: 'paper.print', Page: PaperPage },
};
