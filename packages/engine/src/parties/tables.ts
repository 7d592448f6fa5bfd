import type { Address, Role } from '@yellowcart/contract';
import type { Db } from '../db/open.ts';

type PartiesTables = {
  'parties.party': {
    party_id: string;
    role: Role;
    ref: string | null;
    name: string;
    profile: Record<string, unknown>;
    created_at: Date;
  };
  'parties.member': { user_id: string; party_id: string };
  'parties.address': { party_id: string; address: Address };
  'parties.setting': { key: string; value: unknown };
};

/** The handle, knowing this module's tables. */
export const tables = (handle: Db) => handle.$extendTables<PartiesTables>();
