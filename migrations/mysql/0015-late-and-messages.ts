import {
  bumpVersion,
  createTable,
  createTrigger,
  dropTable,
  grantDefiner,
  revokeDefiner,
  versionColumn,
  type MysqlMigration,
  type Step,
} from './steps';

/** The first words of a clinic, to be changed by it; no place in them holds anything clinical. */
const firstTemplates = {
  en: {
    booked:
      'Dear {patient}, your appointment with {doctor} is on {date} at {time}. Please come ten minutes before. {clinic}',
    moved: 'Dear {patient}, your appointment with {doctor} is now on {date} at {time}. {clinic}',
    shifted:
      'Dear {patient}, {doctor} is running late. Your appointment is now on {date} at {time}. We are sorry for the wait. {clinic}',
    put_off:
      'Dear {patient}, we are sorry: {doctor} cannot see you on {date} at {time}. Please call us for another time. {clinic}',
    tomorrow: 'Dear {patient}, a reminder of your appointment with {doctor} on {date} at {time}. {clinic}',
  },
  hi: {
    booked:
      'नमस्ते {patient}, {doctor} के साथ आपका अपॉइंटमेंट {date} को {time} बजे है। कृपया दस मिनट पहले आएँ। {clinic}',
    moved: 'नमस्ते {patient}, {doctor} के साथ आपका अपॉइंटमेंट अब {date} को {time} बजे है। {clinic}',
    shifted:
      'नमस्ते {patient}, {doctor} को देर हो रही है। आपका अपॉइंटमेंट अब {date} को {time} बजे है। असुविधा के लिए खेद है। {clinic}',
    put_off:
      'नमस्ते {patient}, हमें खेद है: {doctor} आपको {date} को {time} बजे नहीं देख पाएँगे। दूसरे समय के लिए कृपया हमें फ़ोन करें। {clinic}',
    tomorrow: 'नमस्ते {patient}, {doctor} के साथ {date} को {time} बजे आपका अपॉइंटमेंट है। {clinic}',
  },
  mr: {
    booked:
      'नमस्कार {patient}, {doctor} यांच्यासोबत आपली अपॉइंटमेंट {date} रोजी {time} वाजता आहे. कृपया दहा मिनिटे आधी या. {clinic}',
    moved: 'नमस्कार {patient}, {doctor} यांच्यासोबत आपली अपॉइंटमेंट आता {date} रोजी {time} वाजता आहे. {clinic}',
    shifted:
      'नमस्कार {patient}, {doctor} यांना उशीर होत आहे. आपली अपॉइंटमेंट आता {date} रोजी {time} वाजता आहे. गैरसोयीबद्दल क्षमस्व. {clinic}',
    put_off:
      'नमस्कार {patient}, क्षमस्व: {doctor} आपल्याला {date} रोजी {time} वाजता पाहू शकणार नाहीत. दुसऱ्या वेळेसाठी कृपया आम्हाला फोन करा. {clinic}',
    tomorrow: 'नमस्कार {patient}, {doctor} यांच्यासोबत {date} रोजी {time} वाजता आपली अपॉइंटमेंट आहे. {clinic}',
  },
};

/** IGNORE, so that a second run leaves the clinic's own words alone. */
const firstSettings: Step = {
  sql: `INSERT IGNORE INTO settings (\`key\`, value) VALUES
  ('country', '"IN"'),
  ('messageTemplates', '${JSON.stringify(firstTemplates)}')`,
};

/** A doctor's late day as one thing that can be taken back, and who was told what. */
export const lateAndMessages: MysqlMigration = {
  name: '0015-late-and-messages',
  up: [
    createTable(
      'doctor_delays',
      'id INT NOT NULL AUTO_INCREMENT',
      'doctor_id INT NOT NULL',
      '`date` DATE NOT NULL',
      'from_time DATETIME NOT NULL',
      // NULL: the day was ended.
      'minutes SMALLINT NULL',
      "gaps ENUM('use','keep') NULL",
      'taken_back_at DATETIME NULL',
      'created_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'created_by VARCHAR(60) NOT NULL',
      'updated_by VARCHAR(60) NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY doctor_delays_doctor (doctor_id, `date`)',
      'KEY doctor_delays_date (`date`)',
      'CONSTRAINT doctor_delays_doctor_fk FOREIGN KEY (doctor_id) REFERENCES doctors (id) ON DELETE RESTRICT ON UPDATE CASCADE',
      'CONSTRAINT doctor_delays_minutes CHECK (minutes IS NULL OR (minutes BETWEEN 5 AND 720 AND minutes % 5 = 0))',
    ),
    createTable(
      'delayed_visits',
      'delay_id INT NOT NULL',
      'appointment_id INT NOT NULL',
      'start_before DATETIME NOT NULL',
      'end_before DATETIME NOT NULL',
      // NULL: it went to those to be moved.
      'start_after DATETIME NULL',
      'end_after DATETIME NULL',
      'PRIMARY KEY (delay_id, appointment_id)',
      'KEY delayed_visits_appointment (appointment_id)',
      'CONSTRAINT delayed_visits_delay_fk FOREIGN KEY (delay_id) REFERENCES doctor_delays (id) ON DELETE CASCADE',
      'CONSTRAINT delayed_visits_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id) ON DELETE RESTRICT ON UPDATE CASCADE',
    ),
    createTable(
      'visit_messages',
      'id INT NOT NULL AUTO_INCREMENT',
      'appointment_id INT NOT NULL',
      "kind ENUM('booked','moved','shifted','put_off','tomorrow') NOT NULL",
      "way ENUM('whatsapp','email','copied','phone') NOT NULL",
      'language VARCHAR(10) NULL',
      // The time that was told; NULL when it was told that there is none any more.
      'start_told DATETIME NULL',
      'told_at DATETIME NOT NULL DEFAULT (UTC_TIMESTAMP())',
      'told_by VARCHAR(60) NOT NULL',
      'withdrawn_at DATETIME NULL',
      versionColumn,
      'PRIMARY KEY (id)',
      'KEY visit_messages_appointment (appointment_id, id)',
      'CONSTRAINT visit_messages_appointment_fk FOREIGN KEY (appointment_id) REFERENCES appointments (id) ON DELETE RESTRICT ON UPDATE CASCADE',
    ),
    firstSettings,
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'doctor_delays'),
    grantDefiner('SELECT, UPDATE (version), TRIGGER', 'visit_messages'),
    createTrigger('doctor_delays', 'before', 'update', bumpVersion),
    createTrigger('visit_messages', 'before', 'update', bumpVersion),
  ],
  down: [
    { sql: "DELETE FROM settings WHERE `key` IN ('country', 'messageTemplates')" },
    revokeDefiner('visit_messages'),
    revokeDefiner('doctor_delays'),
    dropTable('visit_messages'),
    dropTable('delayed_visits'),
    dropTable('doctor_delays'),
  ],
};
