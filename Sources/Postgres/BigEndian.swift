/// The integer that stands at a place, most significant byte first; nil where there are not so many bytes. One load.
@inline(__always)
func bigEndian<T: FixedWidthInteger & BitwiseCopyable>(_ bytes: Span<UInt8>, _ at: Int) -> T? {
  guard at >= 0, bytes.count - at >= MemoryLayout<T>.size else { return nil }
  return T(bigEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: T.self))
}
