/// A bank, wallet or exchange as its customers' payout destinations name it.
struct Institution {
  let name: String
  /// ISO 9362, eight characters; nil where there is none.
  var bic: String?
}

/// A country people declare, its banks and wallets, and how many of the platform's workers say they live there.
struct Place {
  let code: String
  let weight: Int
  let dial: String
  let banks: [Institution]
  var wallets: [String] = []
  /// Currency the platform pays out in there besides dollars.
  var local: Currency?
  /// Whether account numbers are IBANs, and how long the national part is.
  var ibanLength: Int?

  /// The place of a country code; the first one when unknown.
  static func of(_ code: String) -> Place { all.first { $0.code == code } ?? all[0] }

  /// Where workers live.
  static let all: [Place] = [
    Place(
      code: "US", weight: 150, dial: "1",
      banks: [
        Institution(name: "JPMorgan Chase", bic: "CHASUS33"),
        Institution(name: "Wells Fargo", bic: "WFBIUS6S"),
        Institution(name: "Bank of America", bic: "BOFAUS3N"), Institution(name: "PNC Bank", bic: "PNCCUS33"),
      ], wallets: ["PayPal", "Cash App"]),
    Place(
      code: "IN", weight: 110, dial: "91",
      banks: [
        Institution(name: "HDFC Bank", bic: "HDFCINBB"), Institution(name: "ICICI Bank", bic: "ICICINBB"),
        Institution(name: "State Bank of India", bic: "SBININBB"),
      ], wallets: ["Payoneer"], local: .inr),
    Place(
      code: "PH", weight: 90, dial: "63",
      banks: [
        Institution(name: "BDO Unibank", bic: "BNORPHMM"),
        Institution(name: "Bank of the Philippine Islands", bic: "BOPIPHMM"),
      ], wallets: ["GCash", "Payoneer"], local: .php),
    Place(
      code: "UA", weight: 75, dial: "380",
      banks: [
        Institution(name: "PrivatBank", bic: "PBANUA2X"),
        Institution(name: "Raiffeisen Bank", bic: "AVALUAUK"),
      ], wallets: ["Payoneer", "Wise"], ibanLength: 25),
    Place(
      code: "PL", weight: 75, dial: "48",
      banks: [
        Institution(name: "PKO Bank Polski", bic: "BPKOPLPW"), Institution(name: "mBank", bic: "BREXPLPW"),
        Institution(name: "Santander Bank Polska", bic: "WBKPPLPP"),
      ], wallets: ["Revolut"], local: .pln, ibanLength: 24),
    Place(
      code: "DE", weight: 55, dial: "49",
      banks: [
        Institution(name: "Deutsche Bank", bic: "DEUTDEFF"),
        Institution(name: "Commerzbank", bic: "COBADEFF"),
        Institution(name: "N26", bic: "NTSBDEB1"),
      ], wallets: ["PayPal"], local: .eur, ibanLength: 18),
    Place(
      code: "GB", weight: 60, dial: "44",
      banks: [
        Institution(name: "Barclays", bic: "BARCGB22"), Institution(name: "Lloyds Bank", bic: "LOYDGB2L"),
        Institution(name: "Monzo", bic: "MONZGB2L"),
      ], wallets: ["PayPal", "Wise"], local: .gbp, ibanLength: 18),
    Place(
      code: "ES", weight: 35, dial: "34",
      banks: [
        Institution(name: "BBVA", bic: "BBVAESMM"), Institution(name: "CaixaBank", bic: "CAIXESBB"),
      ], wallets: ["PayPal"], local: .eur, ibanLength: 20),
    Place(
      code: "RO", weight: 35, dial: "40",
      banks: [
        Institution(name: "Banca Transilvania", bic: "BTRLRO22"), Institution(name: "BCR", bic: "RNCBROBU"),
      ], wallets: ["Revolut"], ibanLength: 20),
    Place(
      code: "BR", weight: 55, dial: "55",
      banks: [
        Institution(name: "Itau Unibanco", bic: "ITAUBRSP"),
        Institution(name: "Banco Bradesco", bic: "BBDEBRSP"),
      ], wallets: ["Payoneer", "Mercado Pago"]),
    Place(
      code: "MX", weight: 30, dial: "52", banks: [Institution(name: "BBVA Mexico", bic: "BCMRMXMM")],
      wallets: ["Mercado Pago"]),
    Place(
      code: "AR", weight: 35, dial: "54", banks: [Institution(name: "Banco Galicia", bic: "GABAARBA")],
      wallets: ["Payoneer", "Mercado Pago"]),
    Place(
      code: "CA", weight: 35, dial: "1",
      banks: [
        Institution(name: "Royal Bank of Canada", bic: "ROYCCAT2"),
        Institution(name: "TD Canada Trust", bic: "TDOMCATT"),
      ], wallets: ["PayPal"], local: .cad),
    Place(
      code: "KE", weight: 25, dial: "254", banks: [Institution(name: "Equity Bank", bic: "EQBLKENA")],
      wallets: ["M-Pesa"]),
    Place(
      code: "NG", weight: 25, dial: "234", banks: [Institution(name: "Guaranty Trust Bank", bic: "GTBINGLA")],
      wallets: ["Payoneer"]),
    Place(
      code: "VN", weight: 20, dial: "84", banks: [Institution(name: "Vietcombank", bic: "BFTVVNVX")],
      wallets: ["MoMo"]),
    Place(
      code: "SG", weight: 12, dial: "65", banks: [Institution(name: "DBS Bank", bic: "DBSSSGSG")],
      wallets: ["Wise"],
      local: .sgd),
    Place(
      code: "JP", weight: 12, dial: "81", banks: [Institution(name: "MUFG Bank", bic: "BOTKJPJT")],
      wallets: ["Wise"],
      local: .jpy),
    Place(
      code: "KR", weight: 12, dial: "82", banks: [Institution(name: "Shinhan Bank", bic: "SHBKKRSE")],
      wallets: ["Wise"]),
    Place(
      code: "CN", weight: 82, dial: "86",
      banks: [
        Institution(name: "Industrial and Commercial Bank of China", bic: "ICBKCNBJ"),
        Institution(name: "Bank of China", bic: "BKCHCNBJ"),
        Institution(name: "China Merchants Bank", bic: "CMBCCNBS"),
        Institution(name: "China Construction Bank", bic: "PCBCCNBJ"),
      ], wallets: ["Alipay", "WeChat Pay"], local: .cny),
    Place(
      code: "HK", weight: 38, dial: "852",
      banks: [
        Institution(name: "Hongkong and Shanghai Banking Corporation", bic: "HSBCHKHH"),
        Institution(name: "Hang Seng Bank", bic: "HASEHKHH"),
        Institution(name: "DBS Bank (Hong Kong)", bic: "DHBKHKHH"),
      ], wallets: ["Wise"], local: .hkd),
  ]
}
