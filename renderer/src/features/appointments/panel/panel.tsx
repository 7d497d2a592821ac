import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CallList } from '../../late/call-list';
import { LatePanel } from '../../late/late-panel';
import { NextFreePanel } from '../../next-free/next-free-panel';
import { MessagePanel } from '../../messages/message-panel';
import { Reminders } from '../../messages/reminders';
import { WaitingList } from '../../queue/waiting-list';
import { MissedPanel } from '../../reviews/missed-panel';
import { ReviewStrip } from '../../reviews/review-strip';
import { ReviewsPanel } from '../../reviews/reviews-panel';
import { SeriesChange } from '../../series/series-change';
import { SeriesPanel } from '../../series/series-panel';
import { EntryPanel } from '../../waitlist/entry-form';
import { OfferStrip } from '../../waitlist/offer-strip';
import { WaitlistPanel } from '../../waitlist/waitlist-panel';
import { WalkInForm } from '../../queue/walk-in-form';
import type { PatientId } from '#shared/values/ids';
import { PatientPanel } from '../../patients/patient-panel';
import { patientFromSearch } from '../../patients/patient-schema';
import { RegisterForm } from '../../patients/register-form';
import { useGoToVisit } from '../go-to-visit';
import { focusCalendar } from '../grid/use-cursor';
import { showMessage, showPanel, showVisit, useScreen } from '../store';
import { useToMove } from '../to-move';
import { useBookHere } from '../use-book-here';
import { BookingPanel } from './booking-panel';
import { useKeptFocus } from './use-kept-focus';
import { ToMoveList } from './to-move-list';
import { ToMoveStrip } from './to-move-strip';
import { VisitPanel } from './visit-panel';

/** The fixed place at the side: who waits, or the one thing that is being looked at or typed. */
export function Panel() {
  const { t } = useTranslation();
  const panel = useScreen((screen) => screen.panel);
  const isOpen = useScreen((screen) => screen.panelOpen);
  const { total } = useToMove();
  const body = useRef<HTMLDivElement>(null);
  useKeptFocus(body);
  return (
    <aside className={isOpen ? 'panel panel--open' : 'panel'} aria-label={t('panel.label')}>
      <button
        type="button"
        className="panel-strip"
        aria-expanded={isOpen}
        aria-label={t(isOpen ? 'panel.close' : 'panel.open')}
        onClick={() => {
          useScreen.setState({ panelOpen: !isOpen });
        }}
      >
        <span className={isOpen ? 'chevron' : 'chevron chevron--back'} />
        {total > 0 ? (
          <span className="panel-strip-count" title={t('toMove.strip', { count: total })}>
            {total}
          </span>
        ) : null}
      </button>
      <div className="panel-main">
        <div
          ref={body}
          className="panel-body"
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            showPanel({ kind: 'waiting' });
            focusCalendar();
          }}
        >
          {panel.kind === 'waiting' ? <WaitingList /> : null}
          {panel.kind === 'visit' ? (
            <VisitPanel key={panel.id} id={panel.id} closing={panel.closing} />
          ) : null}
          {panel.kind === 'walkIn' ? <WalkInForm key={panel.serial} /> : null}
          {panel.kind === 'booking' ? <BookingPanel place={panel.place} patientId={panel.patientId} /> : null}
          {panel.kind === 'nextFree' ? <NextFreePanel key={panel.serial} seed={panel.seed} /> : null}
          {panel.kind === 'series' ? <SeriesPanel seed={panel.seed} /> : null}
          {panel.kind === 'seriesChange' ? (
            <SeriesChange key={panel.appointmentId} id={panel.id} appointmentId={panel.appointmentId} />
          ) : null}
          {panel.kind === 'reviews' ? <ReviewsPanel /> : null}
          {panel.kind === 'missedReviews' ? <MissedPanel /> : null}
          {panel.kind === 'waitlist' ? <WaitlistPanel /> : null}
          {panel.kind === 'waitlistEntry' ? (
            <EntryPanel
              key={`${String(panel.id)} ${String(panel.patientId)}`}
              id={panel.id}
              patientId={panel.patientId}
              held={panel.held}
            />
          ) : null}
          {panel.kind === 'toMove' ? <ToMoveList after={panel.after} /> : null}
          {panel.kind === 'late' ? (
            <LatePanel
              key={`${String(panel.doctorId)} ${panel.date}`}
              doctorId={panel.doctorId}
              date={panel.date}
              onDone={(id) => {
                showPanel({ kind: 'calls', id, after: null });
              }}
            />
          ) : null}
          {panel.kind === 'calls' ? (
            <CallList key={panel.id} id={panel.id} after={panel.after} onOpen={showMessage} />
          ) : null}
          {panel.kind === 'reminders' ? (
            <Reminders
              after={panel.after}
              onOpen={(id) => {
                showMessage(id, 'tomorrow');
              }}
            />
          ) : null}
          {panel.kind === 'message' ? <Message panel={panel} /> : null}
          {panel.kind === 'register' ? <Registering key={panel.typed} typed={panel.typed} /> : null}
          {panel.kind === 'patient' ? <Patient id={panel.id} editing={panel.editing} /> : null}
        </div>
        <ReviewStrip />
        <OfferStrip />
        {panel.kind === 'toMove' ? null : <ToMoveStrip />}
      </div>
    </aside>
  );
}

type MessageProps = Extract<ReturnType<typeof useScreen.getState>['panel'], { kind: 'message' }>;

/** A message, and back to where it was asked for: a list goes on with the next patient. */
function Message({ panel }: { readonly panel: MessageProps }) {
  const { appointmentId, about, back } = panel;
  return (
    <MessagePanel
      key={`${String(appointmentId)} ${about}`}
      appointmentId={appointmentId}
      kind={about}
      onBack={() => {
        const isList = back.kind === 'calls' || back.kind === 'reminders' || back.kind === 'toMove';
        showPanel(isList ? { ...back, after: appointmentId } : back);
        if (!isList) focusCalendar();
      }}
    />
  );
}

type PatientProps = Pick<
  Extract<ReturnType<typeof useScreen.getState>['panel'], { kind: 'patient' }>,
  'id' | 'editing'
>;

function Patient({ id, editing }: PatientProps) {
  const bookHere = useBookHere();
  const goToVisit = useGoToVisit();
  const open = (patientId: PatientId, isEditing = false) => {
    showPanel({ kind: 'patient', id: patientId, editing: isEditing });
  };
  return (
    <PatientPanel
      key={id}
      id={id}
      editing={editing}
      onEdit={(next) => {
        open(id, next);
      }}
      onBook={bookHere}
      onWait={(patientId) => {
        showPanel({ kind: 'waitlistEntry', id: null, patientId, held: null });
      }}
      onVisit={(visit) => {
        // A parked one stands on no day.
        if (visit.toMove) showVisit(visit.id);
        else goToVisit(visit);
      }}
      onPatient={open}
    />
  );
}

/** Somebody new, registered without an appointment. */
function Registering({ typed }: { readonly typed: string }) {
  const { t } = useTranslation();
  const close = () => {
    showPanel({ kind: 'waiting' });
    focusCalendar();
  };
  return (
    <section className="panel-part">
      <h2>{t('patient.registerTitle')}</h2>
      <RegisterForm
        initial={patientFromSearch(typed)}
        backLabel={t('common.back')}
        onBack={close}
        onExisting={(patient) => {
          showPanel({ kind: 'patient', id: patient.id, editing: false });
        }}
        onRegistered={(patient) => {
          showPanel({ kind: 'patient', id: patient.id, editing: false });
        }}
      />
    </section>
  );
}
