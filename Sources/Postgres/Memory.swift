import CPostgres

/// Lets blocks of four megabytes and more go back to the system when they are freed.
///
/// A run's columns grow by doubling. glibc raises its limit with every large block that is freed, and keeps what is below it:
/// a tenth of a run's memory at its peak. It stands here as all of C does.
package func returnLargeBlocks() {
  #if canImport(Glibc)
    _ = mallopt(M_MMAP_THRESHOLD, 4 << 20)
  #endif
}
