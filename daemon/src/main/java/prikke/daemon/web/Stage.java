package prikke.daemon.web;

import java.time.InstantSource;
import prikke.core.PublicUrl;

/** What every page is made with. */
record Stage(Templates templates, Assets assets, PublicUrl url, Ways ways, InstantSource clock) {}
