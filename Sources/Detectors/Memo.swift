/// Remembers what costs something to find out, by what it depends on: a study is judged many times.
final class Memo<Key: Hashable, Value> {
  private var known: [Key: Value] = [:]

  /// What is known of a key, found out the first time.
  func value(_ key: Key, else find: () throws -> Value) rethrows -> Value {
    if let value = known[key] { return value }
    let value = try find()
    known[key] = value
    return value
  }
}
