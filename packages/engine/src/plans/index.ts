export { changeRates } from './commands/change-rates.ts';
export { closePlan } from './commands/close-plan.ts';
export { endClosedPlans } from './commands/end-closed-plans.ts';
export { openPlan } from './commands/open-plan.ts';
export { PLAN_CLOSED, PLAN_OPENED, type PlanChanged, RATES_CHANGED } from './events.ts';
export { merchantPlans } from './queries/merchant-plans.ts';
export { type PlanSnapshot, planSnapshots, winningPlans } from './queries/winning-plans.ts';
export { winner } from './rules/precedence.ts';
export { insertPlans, type NewPlanRow } from './store/plans.ts';
