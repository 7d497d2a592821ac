import type { MessageKind } from './message-template';

/** The words that the program brings along, by language: what a template can be set back to. */
export const FIRST_MESSAGES: Readonly<Record<string, Readonly<Record<MessageKind, string>>>> = {
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
