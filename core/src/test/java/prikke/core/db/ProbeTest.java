package prikke.core.db;

import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void probe() {
        for (Dialect d : Dialect.values()) for (int i = 0; i < 6; i++) {
            long a = System.nanoTime();
            TestDatabase t = TestDatabase.of(d);
            long b = System.nanoTime();
            t.database();
            long c = System.nanoTime();
            t.disconnect();
            long e = System.nanoTime();
            t.close();
            long f = System.nanoTime();
            System.err.println("PROBE " + d + " create " + (b - a) / 1000000 + " open " + (c - b) / 1000000 + " close " + (e - c) / 1000000 + " drop " + (f - e) / 1000000);
        }
    }
}
