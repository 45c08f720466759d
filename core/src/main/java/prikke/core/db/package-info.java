/**
 * The database: its pool, its schema, transactions, and in one place whatever H2 and PostgreSQL do differently. No table's meaning
 * lies here; each domain package has its own store.
 */
@NullMarked
package prikke.core.db;

import org.jspecify.annotations.NullMarked;
