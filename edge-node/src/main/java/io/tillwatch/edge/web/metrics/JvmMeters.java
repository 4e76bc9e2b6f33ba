package io.tillwatch.edge.web.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** The process's heap, threads, collections and age. */
final class JvmMeters implements MeterBinder {
  private static final double MILLIS = 1e3;

  @Override
  public void bindTo(MeterRegistry registry) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    Gauge.builder("jvm_heap_used_bytes", memory, heap -> heap.getHeapMemoryUsage().getUsed())
        .description("Heap in use")
        .register(registry);
    Gauge.builder("jvm_heap_max_bytes", memory, heap -> heap.getHeapMemoryUsage().getMax())
        .description("Heap at most")
        .register(registry);
    Gauge.builder("jvm_threads", ManagementFactory.getThreadMXBean(), ThreadMXBean::getThreadCount)
        .description("Live threads")
        .register(registry);
    FunctionCounter.builder(
            "jvm_gc_seconds_total",
            ManagementFactory.getGarbageCollectorMXBeans(),
            JvmMeters::collectedSeconds)
        .description("Time in collections")
        .register(registry);
    RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
    Gauge.builder("process_uptime_seconds", process, since -> since.getUptime() / MILLIS)
        .description("Since the start")
        .register(registry);
  }

  private static double collectedSeconds(List<GarbageCollectorMXBean> collectors) {
    return collectors.stream().mapToLong(each -> Math.max(0, each.getCollectionTime())).sum()
        / MILLIS;
  }
}
