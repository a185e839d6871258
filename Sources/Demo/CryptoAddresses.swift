/// Wallet addresses with valid checksums that belong to nobody: each encodes the first 20 bytes of a SHA-256 digest of a
/// phrase ("weir demo tron 0" and so on), so no key for them is known.
enum CryptoAddresses {
  /// Tron, base58check.
  static let tron = [
    "TWWfJq48BmT8t28EZQKkYfySFi754atnFN",
    "TACH9dGKi5SZEvRNfjJ5wuwBxWpUeiuGi7",
    "TF2fQmE2cDXCnRgwM1dYU8uDtjgtFb2aig",
    "TH8jZRNQijfU2zLfbNEzBYYASiuZHuexVJ",
    "THw3jp2fbb8Fb8F8UDKNukK1utS7fHJzKG",
    "TViXUSRSbzdv4h7JdVs9bKGVCnCqRRQiew",
    "TDsQj8EhMNMoumhBvhFrBYecYG62smwumc",
    "TTJabSoYdHihvWPwA5RbFaRnNtzvZf15aj",
    "TCgrFAHXmFBh4EyYd3bavVtt8jQbrnvEC5",
    "TSqzpQttV3Zhr7k5F1nTNffu14hWw32fHB",
    "TVZ9CEAZhHACDLm3UDQkCvmjCUqjm5Rj3J",
    "TN8QQBjdhrHJQvHiWWD7FUQjGYhwBtcqJt",
  ]

  /// Ethereum, mixed case by EIP-55.
  static let ethereum = [
    "0xe8438f06E0B88b53195475D4D2D758316b4Cdd80",
    "0x6A67f742125ac2307f9e03B15E1297662a9a9eA3",
    "0xC204044272B236879a7759e0A4E8148222FAf4C6",
    "0x63a8296230CCD8504560D186B04c398bcE2f4855",
    "0xa8863495927B83F5eF0e11eDDE8c14e8cE723EE2",
    "0x685a9293845B48ba49698BF78a0B239d28588B09",
    "0xB612b915682f6bD6C4217dfE8b8ee1e12341aA43",
    "0x83B297AC698df9A96437554a3Bd8db762A05548A",
  ]
}
