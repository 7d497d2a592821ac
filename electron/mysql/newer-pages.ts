/**
 * FROM and WHERE of the signed pages `newer` that stand in the place of a prescription. The index is named: hardly any page
 * replaces another, and of a column of almost nothing but NULL MySQL believes that reading the whole table is quicker
 * (0.47 ms instead of 3 µs a page among 2000).
 */
export function newerPages(page: string): string {
  return `prescriptions newer FORCE INDEX (prescriptions_amends_fk)
    WHERE newer.amends_id = ${page}.id AND newer.signed_at IS NOT NULL`;
}
