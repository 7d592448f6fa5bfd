import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config.ts';

/** JSON lines on standard error, without credentials. Standard output is left to what people read. */
export function openLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          '*.authorization',
          '*.cookie',
          '*.password',
          '*.headers.authorization',
          '*.headers.cookie',
          'password',
        ],
        censor: '[redacted]',
      },
    },
    destination,
  );
}
