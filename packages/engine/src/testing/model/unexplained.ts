/** What happened is not what may happen. */
export class Unexplained extends Error {}
