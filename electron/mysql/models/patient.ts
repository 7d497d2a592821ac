import { DataTypes, type Model, type ModelStatic, type Optional, type Sequelize } from 'sequelize';

/** What a row of `patients` is written with; numbers, versions and stamps are the database's own. */
export interface PatientColumns {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string | null;
  /** The unique account address; `contactEmail` is what reception types. */
  readonly email: string;
  readonly passwordHash: string;
  readonly phone: string | null;
  readonly dateOfBirth: string | null;
  readonly birthPrecision: 'day' | 'month' | 'year' | null;
  readonly gender: 'male' | 'female' | 'other' | null;
  readonly contactEmail: string | null;
  readonly oldFileNo: string | null;
  readonly address: string | null;
  readonly language: string | null;
  readonly guardian: string | null;
  readonly deskNotes: string | null;
  readonly version: number;
}

export type NewPatient = Omit<PatientColumns, 'id' | 'version'>;
type PatientRecord = Model<PatientColumns, Optional<PatientColumns, 'id' | 'version'>> & PatientColumns;
export type PatientModel = ModelStatic<PatientRecord>;

/** Table `patients`; every write through it takes `tx.scope`. */
export function definePatientModel(sequelize: Sequelize): PatientModel {
  const column = (type: DataTypes.DataType, allowNull = true) => ({ type, allowNull });
  return sequelize.define<PatientRecord>('patients', {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    firstName: column(DataTypes.STRING(100), false),
    lastName: column(DataTypes.STRING(100)),
    email: column(DataTypes.STRING(255), false),
    passwordHash: column(DataTypes.STRING(255), false),
    phone: column(DataTypes.STRING(20)),
    dateOfBirth: column(DataTypes.DATEONLY),
    birthPrecision: column(DataTypes.ENUM('day', 'month', 'year')),
    gender: column(DataTypes.ENUM('male', 'female', 'other')),
    contactEmail: column(DataTypes.STRING(255)),
    oldFileNo: column(DataTypes.STRING(40)),
    address: column(DataTypes.STRING(300)),
    language: column(DataTypes.STRING(10)),
    guardian: column(DataTypes.STRING(200)),
    deskNotes: column(DataTypes.STRING(1000)),
    version: column(DataTypes.INTEGER),
  });
}
