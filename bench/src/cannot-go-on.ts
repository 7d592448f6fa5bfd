/** Ends the bench in words that help whoever started it, without a stack trace. */
export class CannotGoOn extends Error {}
