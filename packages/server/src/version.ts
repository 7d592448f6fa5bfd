import manifest from '../package.json' with { type: 'json' };

/** The platform's version, as in its package. */
export const { version } = manifest;
