/**
 * Every refusal that can cross the wire: its HTTP status and what it says, in the reader's language.
 * A code names a state of the world and is never reused for another meaning. `{name}` is filled from `detail`.
 */
export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly en: string;
  readonly 'zh-CN': string;
}

export const problems = {
  // The request itself.
  malformed_json: { status: 400, en: 'The body is not valid JSON.', 'zh-CN': '请求内容不是有效的 JSON。' },
  invalid_request: {
    status: 422,
    en: 'Some fields are not as described: {fields}.',
    'zh-CN': '以下字段不符合要求：{fields}。',
  },
  body_too_large: {
    status: 413,
    en: 'The body is larger than {maxBytes} bytes.',
    'zh-CN': '请求内容超过 {maxBytes} 字节。',
  },
  unsupported_media_type: {
    status: 415,
    en: 'Send the body as application/json.',
    'zh-CN': '请以 application/json 发送请求内容。',
  },
  route_not_found: { status: 404, en: 'There is nothing at this address.', 'zh-CN': '该地址不存在。' },
  idempotency_key_missing: {
    status: 400,
    en: 'Send an Idempotency-Key header, so that a repeat cannot order twice.',
    'zh-CN': '请携带 Idempotency-Key 请求头，以免重复下单。',
  },
  idempotency_key_reused: {
    status: 409,
    en: 'This Idempotency-Key was used before with another body.',
    'zh-CN': '该 Idempotency-Key 已用于另一份请求内容。',
  },
  // Who asks.
  not_signed_in: { status: 401, en: 'Sign in first.', 'zh-CN': '请先登录。' },
  wrong_credentials: {
    status: 401,
    en: 'The e-mail or the password is wrong.',
    'zh-CN': '邮箱或密码不正确。',
  },
  not_allowed: { status: 403, en: 'Your role may not do this.', 'zh-CN': '您的角色没有此权限。' },
  too_many_requests: {
    status: 429,
    en: 'Too many requests. Try again in {retryAfterSeconds} s.',
    'zh-CN': '请求过于频繁，请在 {retryAfterSeconds} 秒后再试。',
  },
  // What is not there (or not yours).
  product_not_found: { status: 404, en: 'This product does not exist.', 'zh-CN': '商品不存在。' },
  sku_not_found: { status: 404, en: 'SKU {skuId} does not exist.', 'zh-CN': '规格 {skuId} 不存在。' },
  room_not_found: { status: 404, en: 'This live room does not exist.', 'zh-CN': '直播间不存在。' },
  item_not_found: {
    status: 404,
    en: 'This item is not in the cart of the room.',
    'zh-CN': '该商品不在本直播间的购物车中。',
  },
  order_not_found: { status: 404, en: 'This order does not exist.', 'zh-CN': '订单不存在。' },
  refund_not_found: { status: 404, en: 'This refund does not exist.', 'zh-CN': '退款单不存在。' },
  plan_not_found: { status: 404, en: 'This commission plan does not exist.', 'zh-CN': '推广计划不存在。' },
  account_not_found: { status: 404, en: 'This ledger account does not exist.', 'zh-CN': '账户不存在。' },
  // Goods and stock.
  product_off_shelf: { status: 409, en: '“{title}” is no longer on sale.', 'zh-CN': '“{title}”已下架。' },
  stock_short: {
    status: 409,
    en: 'Sold out, or fewer are left than you asked for: {available} left.',
    'zh-CN': '库存不足，仅剩 {available} 件。',
  },
  pool_not_found: {
    status: 404,
    en: 'This SKU has no stock pool {pool}.',
    'zh-CN': '该规格没有库存池 {pool}。',
  },
  general_borrows: {
    status: 422,
    en: 'The general pool is what others borrow from; it cannot borrow itself.',
    'zh-CN': '通用库存供其他库存池借用，自身不能借用。',
  },
  kit_without_units: {
    status: 409,
    en: 'A kit has no units of its own: change the stock of what it is made of.',
    'zh-CN': '组合装没有独立库存，请调整其组成商品的库存。',
  },
  kit_had_units: {
    status: 409,
    en: 'This SKU has had units of its own, so it cannot become a kit.',
    'zh-CN': '该规格有过独立库存，不能改为组合装。',
  },
  kit_not_found: { status: 404, en: 'This SKU is not a kit.', 'zh-CN': '该规格不是组合装。' },
  kit_parts_count: {
    status: 422,
    en: 'A kit is made of 1 to {max} different SKUs.',
    'zh-CN': '组合装须由 1 至 {max} 种规格组成。',
  },
  kit_part_twice: {
    status: 422,
    en: 'SKU {skuId} is named twice in the kit.',
    'zh-CN': '组合装中重复出现规格 {skuId}。',
  },
  kit_of_itself: { status: 422, en: 'A kit cannot hold itself.', 'zh-CN': '组合装不能包含自身。' },
  kit_too_deep: {
    status: 422,
    en: 'A kit may hold kits, but none that hold kits again.',
    'zh-CN': '组合装最多嵌套一层。',
  },
  price_changed: {
    status: 409,
    en: 'The price has changed: the total is now {totalMinor}, you saw {expectedMinor}.',
    'zh-CN': '价格有变动：现总价为 {totalMinor} 分，您看到的是 {expectedMinor} 分。',
  },
  mixed_currencies: {
    status: 422,
    en: 'All goods of one checkout must have one currency.',
    'zh-CN': '一次结算的商品必须为同一币种。',
  },
  total_over_limit: {
    status: 422,
    en: 'One checkout may come to {maxMinor} minor units at most.',
    'zh-CN': '一次结算的总额不得超过 {maxMinor} 分。',
  },
  duplicate_ref: {
    status: 409,
    en: 'There is already a product with the reference {ref} in this shop.',
    'zh-CN': '店铺内已存在编码为 {ref} 的商品。',
  },
  gift_out: {
    status: 409,
    en: 'The gift “{ruleName}” has run out, and this offer is not sold without it.',
    'zh-CN': '赠品活动“{ruleName}”的赠品已送完，暂无法下单。',
  },
  deal_not_found: { status: 404, en: 'This offer does not exist.', 'zh-CN': '该优惠活动不存在。' },
  deal_not_open: {
    status: 409,
    en: 'This offer is not open: it runs from {startsAt} to {endsAt}.',
    'zh-CN': '该优惠活动未在进行中，活动时间为 {startsAt} 至 {endsAt}。',
  },
  deal_limit_reached: {
    status: 409,
    en: 'This offer is limited: {left} more can be bought under it.',
    'zh-CN': '该优惠活动限购，最多还可购买 {left} 件。',
  },
  combination_incomplete: {
    status: 422,
    en: 'The lines under this offer are not whole sets of its goods.',
    'zh-CN': '搭配购商品不齐全，请按套购买。',
  },
  presale_alone: {
    status: 422,
    en: 'A presale is ordered alone, one line at a time.',
    'zh-CN': '预售商品需单独下单。',
  },
  deal_invalid: {
    status: 422,
    en: 'This offer does not hold together: {reason}.',
    'zh-CN': '优惠活动设置有误：{reason}。',
  },
  deal_price_high: {
    status: 422,
    en: 'Bought without the offer, the same costs {normalMinor}: the price must be no higher.',
    'zh-CN': '活动价不得高于日常价 {normalMinor} 分。',
  },
  deal_started: { status: 409, en: 'The flash sale has been started.', 'zh-CN': '该秒杀已开始。' },
  deal_over: { status: 409, en: 'The offer is over.', 'zh-CN': '该优惠活动已结束。' },
  gift_rule_not_found: { status: 404, en: 'This gift rule does not exist.', 'zh-CN': '赠品活动不存在。' },
  gift_rule_ended: { status: 409, en: 'The gift rule has ended.', 'zh-CN': '赠品活动已结束。' },
  gift_rule_invalid: {
    status: 422,
    en: 'This gift rule does not hold together: {reason}.',
    'zh-CN': '赠品活动设置有误：{reason}。',
  },
  limit_below_used: {
    status: 409,
    en: '{used} have been given already; the limit cannot be lower.',
    'zh-CN': '已发放 {used} 份，限量不能更低。',
  },
  preview_changed: {
    status: 409,
    en: 'Something has changed since you looked: the total was {wasMinor} and is {nowMinor} minor units; look again before ordering.',
    'zh-CN': '订单信息有变化：原总价 {wasMinor} 分，现总价 {nowMinor} 分，请重新确认后下单。',
  },
  preview_expired: {
    status: 409,
    en: 'What you looked at is too old to order from. Look again.',
    'zh-CN': '订单确认信息已过期，请重新确认。',
  },
  preview_invalid: {
    status: 422,
    en: 'The preview token is not ours, was changed, or belongs to another buyer.',
    'zh-CN': '订单确认凭证无效。',
  },
  party_not_found: { status: 404, en: 'There is no such creator or buyer.', 'zh-CN': '收件方不存在。' },
  // Plans.
  plan_exists: {
    status: 409,
    en: 'The product already has an open plan of this kind.',
    'zh-CN': '该商品已有同类推广计划。',
  },
  plan_closed: {
    status: 409,
    en: 'The plan is closed, or closes at the next midnight.',
    'zh-CN': '该计划已关闭，或将于次日零点关闭。',
  },
  rates_over_cap: {
    status: 422,
    en: 'Commission and service fee together may be {maxBps} basis points at most.',
    'zh-CN': '佣金率与服务费率之和不得超过 {maxBps} 个基点。',
  },
  no_plan: {
    status: 409,
    en: 'The product has no commission plan that is open to you.',
    'zh-CN': '该商品没有您可用的推广计划。',
  },
  // Rooms and carts.
  room_not_live: { status: 409, en: 'The room is not on air.', 'zh-CN': '直播间未开播。' },
  room_ended: { status: 409, en: 'The show has ended.', 'zh-CN': '直播已结束。' },
  already_hung: { status: 409, en: 'The product is already in this cart.', 'zh-CN': '该商品已在购物车中。' },
  cart_full: {
    status: 409,
    en: 'A live cart holds {max} items at most.',
    'zh-CN': '直播间购物车最多 {max} 件商品。',
  },
  item_not_active: {
    status: 409,
    en: 'The item is suspended: {reason}.',
    'zh-CN': '该商品已暂停推广：{reason}。',
  },
  cart_changed: {
    status: 409,
    en: 'The cart has changed meanwhile; look at it again.',
    'zh-CN': '购物车已变化，请刷新后再试。',
  },
  // Clicks.
  click_token_invalid: {
    status: 422,
    en: 'The click token is not ours, or was changed.',
    'zh-CN': '点击凭证无效。',
  },
  click_token_not_yours: {
    status: 403,
    en: 'The click token belongs to another buyer.',
    'zh-CN': '点击凭证属于其他买家。',
  },
  // Orders.
  order_state: {
    status: 409,
    en: 'The order is {state}; this cannot be done with it.',
    'zh-CN': '订单当前状态为 {state}，无法进行此操作。',
  },
  checkout_not_found: { status: 404, en: 'This checkout does not exist.', 'zh-CN': '结算单不存在。' },
  payment_not_found: { status: 404, en: 'This payment does not exist.', 'zh-CN': '支付单不存在。' },
  nothing_to_pay: {
    status: 409,
    en: 'Nothing of this checkout waits to be paid.',
    'zh-CN': '该结算单没有待支付的金额。',
  },
  payment_provider_unknown: {
    status: 404,
    en: 'This platform does not take {provider}, or not in this currency.',
    'zh-CN': '本平台未开通 {provider} 支付，或其不支持该币种。',
  },
  payment_provider_unavailable: {
    status: 503,
    en: '{provider} does not answer. Nothing was charged; try again, or pay another way.',
    'zh-CN': '{provider} 暂无响应，未扣款，请重试或更换支付方式。',
  },
  balance_not_due: {
    status: 409,
    en: 'The deposit is paid; the balance can be paid from {from}.',
    'zh-CN': '定金已支付，尾款自 {from} 起支付。',
  },
  payment_declined: { status: 409, en: 'The payment was declined.', 'zh-CN': '支付被拒绝。' },
  refund_over_paid: {
    status: 422,
    en: 'At most {maxQuantity} of line {lineNo} can still be refunded.',
    'zh-CN': '第 {lineNo} 行最多还可退 {maxQuantity} 件。',
  },
  refund_state: {
    status: 409,
    en: 'The refund is {state}; this cannot be done with it.',
    'zh-CN': '退款单当前状态为 {state}，无法进行此操作。',
  },
  clock_fixed: {
    status: 403,
    en: 'The clock can be moved on a sample platform only.',
    'zh-CN': '仅示例平台可以调整时钟。',
  },
  // The platform.
  overloaded: {
    status: 503,
    en: 'More orders are waiting than can be taken now. Nothing was ordered; send the same request again.',
    'zh-CN': '当前排队订单过多，本次未下单，请以同一请求重试。',
  },
  shutting_down: {
    status: 503,
    en: 'The server is stopping. Nothing was done; send the same request again.',
    'zh-CN': '服务正在停止，本次未处理，请以同一请求重试。',
  },
  database_unavailable: {
    status: 503,
    en: 'The database does not answer. Your request may have been carried out or not; send the same one again.',
    'zh-CN': '数据库暂无响应，请求可能已处理也可能未处理，请以同一请求重试。',
  },
  internal: {
    status: 500,
    en: 'Something broke on our side. It is logged under {requestId}.',
    'zh-CN': '系统内部错误，编号 {requestId}。',
  },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;
export type Locale = 'zh-CN' | 'en';

/** The sentence for a code in the reader's language, with `{name}` filled from `detail`. */
export function problemMessage(
  code: ProblemCode,
  locale: Locale,
  detail: Readonly<Record<string, unknown>> = {},
): string {
  return problems[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in detail ? String(detail[name]) : whole,
  );
}
