package prikke.daemon.http;

import prikke.core.account.Authentication;
import prikke.core.account.Throttle;

/** What stands between a request and its endpoint: who asks, from where, and how often. */
record Admission(Authentication authentication, Throttle throttle, RateLimits rates, Proxies proxies) {}
