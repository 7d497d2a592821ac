import type { AppointmentDto } from '#shared/contract/appointments';
import { holdsSlot } from '#shared/domain/visit-state';
import type { ClinicDate } from '#shared/values/wall-clock';
import { spanOn, type Span } from './columns';

/** Where a visit is drawn: its minutes, and its share of the column's width from 0 to 1. */
export interface Placed extends Span {
  readonly visit: AppointmentDto;
  readonly left: number;
  readonly width: number;
}

/** A closed visit beside one that holds its time gets less of the width: it is only remembered. */
const CLOSED_WEIGHT = 0.5;

interface Item extends Span {
  readonly visit: AppointmentDto;
  lane: number;
}

function pack(items: readonly Item[], firstLane: number): number {
  const ends: number[] = [];
  for (const item of items) {
    const free = ends.findIndex((end) => end <= item.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.to;
    item.lane = firstLane + lane;
  }
  return ends.length;
}

function placeCluster(cluster: readonly Item[]): Placed[] {
  const active = cluster.filter(({ visit }) => holdsSlot(visit.state));
  const closed = cluster.filter(({ visit }) => !holdsSlot(visit.state));
  // Numbers stand in a list of their own beside what holds its time.
  const slotLanes = pack(
    active.filter(({ visit }) => visit.kind === 'slot'),
    0,
  );
  const tokens = active.filter(({ visit }) => visit.kind === 'token');
  const activeLanes = slotLanes + pack(tokens, slotLanes);
  const closedLanes = pack(closed, activeLanes);
  const closedWeight = activeLanes > 0 ? CLOSED_WEIGHT : 1;
  const total = activeLanes + closedLanes * closedWeight;
  return cluster.map(({ visit, from, to, lane }) => {
    const isActive = lane < activeLanes;
    const before = isActive ? lane : activeLanes + (lane - activeLanes) * closedWeight;
    return { visit, from, to, left: before / total, width: (isActive ? 1 : closedWeight) / total };
  });
}

/** Puts what overlaps side by side; everything else keeps the whole width. */
export function placeVisits(date: ClinicDate, visits: readonly AppointmentDto[]): Placed[] {
  const items: Item[] = visits
    .map((visit) => ({ visit, ...spanOn(date, visit), lane: 0 }))
    .sort((a, b) => a.from - b.from || a.to - b.to || a.visit.id - b.visit.id);
  const placed: Placed[] = [];
  let cluster: Item[] = [];
  let clusterEnd = -1;
  for (const item of items) {
    if (item.from >= clusterEnd) {
      placed.push(...placeCluster(cluster));
      cluster = [];
    }
    cluster.push(item);
    clusterEnd = Math.max(clusterEnd, item.to);
  }
  placed.push(...placeCluster(cluster));
  return placed;
}
