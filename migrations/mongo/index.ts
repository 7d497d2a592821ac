import { projections } from './0001-projections';
import { ownDocuments } from './0002-documents';
import { uploads } from './0003-uploads';
import { medicalHistory } from './0004-medical-history';
import { objects } from './0005-objects';
import { printedPages } from './0006-printed-pages';
import { timeline } from './0007-timeline';
import { keptPapers } from './0008-kept-papers';
import type { MongoMigration } from './collections';

/** Every MongoDB migration in its order, listed by hand. */
export const mongoMigrations: readonly MongoMigration[] = [
  projections,
  ownDocuments,
  uploads,
  medicalHistory,
  objects,
  printedPages,
  timeline,
  keptPapers,
];
