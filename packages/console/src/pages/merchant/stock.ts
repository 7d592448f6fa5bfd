/** Fewer available units than this is worth a warning, in the office and at the desk. */
export const LOW_STOCK = 10;
