package prikke.daemon.http;

import org.jspecify.annotations.Nullable;
import prikke.core.account.Buckets;

/**
 * How much may be asked of the daemon.
 *
 * @param perCaller requests of one API key, or of one user; null for any number
 * @param perAddress requests from one address that need no credentials, or whose credentials have not proved right there lately; null for
 *     any number
 */
public record RateSettings(Buckets.@Nullable Rate perCaller, Buckets.@Nullable Rate perAddress) {}
