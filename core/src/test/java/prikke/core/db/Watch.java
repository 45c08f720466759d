package prikke.core.db;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DefaultExecuteListenerProvider;

/** Sees the statements of one transaction that jOOQ carries out. */
public final class Watch {
    private Watch() {}

    /** Has something done after each from now on, given its text. */
    public static void after(Tx tx, Consumer<String> each) {
        tx.sql().configuration().set(new DefaultExecuteListenerProvider(new ExecuteListener() {
            @Override
            public void end(ExecuteContext context) {
                each.accept(String.valueOf(context.sql()));
            }
        }));
    }

    /** The texts of those that there are from now on. */
    public static List<String> texts(Tx tx) {
        List<String> texts = new ArrayList<>();
        after(tx, texts::add);
        return texts;
    }
}
