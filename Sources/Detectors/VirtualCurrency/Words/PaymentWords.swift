/// Words by which somebody asks to be paid, so that "worked on the Bitcoin indexer" is no request and "pay me in
/// Bitcoin" is.
enum PaymentWords {
  /// English and Russian verbs and nouns; `*` for any ending.
  static let spaced = [
    "pay", "paid", "paying", "payout", "payouts", "payment", "payments", "payable", "salary", "wage", "wages",
    "send",
    "sent", "transfer", "withdraw", "withdrawal", "remit", "deposit", "settle", "receive", "accept", "prefer",
    "switch",
    "оплат*", "плат*", "зарплат*", "выплат*", "перевод*", "перевед*", "платеж*", "платёж*", "отправ*",
    "скин*", "вывод*",
    "вывести", "получ*",
  ]

  /// Chinese and Korean, found anywhere.
  static let unspaced = [
    "付款", "支付", "转账", "轉帳", "轉賬", "转到", "轉到", "工资", "工資", "薪水", "薪资", "薪資", "打款", "打到", "收款",
    "结算", "結算", "汇到", "匯到", "发到", "發到", "지급", "송금", "급여", "월급", "보내", "입금", "결제", "받고", "받을",
  ]

  /// Little words that stand between the asking and what is asked for: "in USDT", "to my Binance", "через Binance".
  static let particles: Set<String> = [
    "in", "via", "with", "by", "to", "my", "using", "through", "into", "as", "a", "в", "на", "через", "мой",
    "моем", "по",
  ]
}
