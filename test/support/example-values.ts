/** The rows that well-formed inputs point at. */
export interface ExampleRows {
  readonly doctorId: number;
  readonly patientId: number;
  readonly appointmentId: number;
  readonly jobId: number;
}

/** What several examples share: a visit, a patient, a doctor, a rule, as their calls take them. */
export function exampleValues(rows: ExampleRows) {
  const atVersion = { id: rows.appointmentId, version: 1 };
  const visit = {
    doctorId: rows.doctorId,
    start: '2027-01-04T15:00',
    end: '2027-01-04T15:20',
    override: { rules: ['earlier_day', 'patient_elsewhere'], reason: 'Written down on paper' },
  };
  const paperSettings = {
    printer: { kind: 'named', name: 'Front_desk_80mm' },
    paper: 'roll_80',
    margins: { top: 3, right: 4, bottom: 3, left: 4 },
    headerPrePrinted: false,
  };
  const subject = { kind: 'appointment', id: rows.appointmentId };
  const late = { doctorId: rows.doctorId, date: '2027-01-04', from: '10:00' };
  const fields = {
    firstName: 'Kavya',
    lastName: 'Rao-D’Souza',
    phone: '+91 98450 12345',
    contactEmail: 'kavya@example.org',
    birth: { kind: 'age', value: 45, unit: 'years' },
    gender: 'female',
    guardian: 'Ravi Rao',
    oldFileNo: 'OF-1234/A',
    deskNotes: 'Prefers mornings',
    address: '12 MG Road, Pune',
    language: 'hi',
    identifiers: [{ kind: 'ABHA', value: '91-7356-2041-1234' }],
  };
  const looking = {
    filters: {
      person: 'admin:1',
      patientId: rows.patientId,
      action: 'patients.edit',
      entity: 'patient',
      outcome: 'done',
      deskId: '0b0f8f9e-6f0a-4c6e-9d0e-2f6f3f0c1a11',
      from: '2027-01-01',
      to: '2027-01-31',
    },
    order: 'newest',
    after: '2027-01-04 05:45:00.123 12',
    limit: 20,
  };
  const prescription = {
    complaint: 'Fever and sore throat for three days',
    diagnosis: 'Acute pharyngitis',
    medicines: [
      {
        name: 'Paracetamol',
        brand: 'Dolo 650',
        dosage: '650 mg',
        frequency: '1-0-1',
        days: 3,
        instructions: 'After food',
      },
    ],
    tests: 'CBC',
    advice: 'Take with food',
    reviewOn: '2027-01-11',
    tags: ['fever'],
  };
  const vitals = {
    systolic: 120,
    diastolic: 80,
    pulse: 72,
    temperatureC: 37.5,
    spo2: 98,
    respiration: null,
    glucoseMgDl: null,
    weightKg: 62.55,
    heightCm: null,
  };
  const there = { doctorId: rows.doctorId, start: visit.start, end: visit.end };
  const followed = { id: 1, appointmentId: rows.appointmentId, scope: 'following' };
  const repeat = { every: 'week', interval: 2, weekdays: ['mon', 'thu'], ends: { kind: 'count', count: 6 } };
  const wanted = {
    whose: { kind: 'doctor', id: rows.doctorId },
    from: '2027-01-04',
    to: '2027-02-04',
    parts: ['morning'],
    minutes: 20,
    urgency: 'soon',
    note: 'Only after school',
    heldId: rows.appointmentId,
  };
  const doctor = {
    title: 'Dr',
    firstName: 'Anil',
    lastName: 'Mehta',
    email: null,
    specialization: 'ENT',
    contactNumber: '+91 98450 12345',
    bio: null,
    degree: 'MBBS, MS',
    registrationNo: 'KMC 12345',
    colour: '#0b6e75',
    defaultMinutes: 15,
    seesBy: 'slot',
    gridMinutes: null,
    fees: { currency: 'INR', in_person: '500.00', telemedicine: null },
  };
  const sketch = {
    firstName: 'Kavya',
    lastName: 'Rao',
    phone: '98450 12345',
    contactEmail: null,
    birth: { kind: 'month', year: 1980, month: 1 },
    guardian: null,
  };
  const rule = {
    date: '2027-01-09',
    start: '09:00',
    end: '13:00',
    available: false,
    recurrence: 'FREQ=MONTHLY;BYDAY=2SA;UNTIL=20271231',
    label: 'Teaching',
  };
  const outside = { do: 'keep', seen: [rows.appointmentId] };
  return {
    atVersion,
    visit,
    paperSettings,
    subject,
    late,
    fields,
    looking,
    there,
    followed,
    repeat,
    wanted,
    doctor,
    sketch,
    rule,
    outside,
    prescription,
    vitals,
  };
}
