@NullMarked
package prikke.cli.account;

import org.jspecify.annotations.NullMarked;
