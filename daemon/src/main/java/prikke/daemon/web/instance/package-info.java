/** The pages for those who administer the instance: its nodes and health, its users and organizations. Each refuses everybody else. */
@NullMarked
package prikke.daemon.web.instance;

import org.jspecify.annotations.NullMarked;
