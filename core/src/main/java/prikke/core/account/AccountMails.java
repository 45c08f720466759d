package prikke.core.account;

import prikke.core.PublicUrl;
import prikke.core.mail.Letter;
import prikke.core.mail.Mail;

/** What the mails about accounts say. */
final class AccountMails {
    private final PublicUrl url;

    AccountMails(PublicUrl url) {
        this.url = url;
    }

    Mail magicLink(String to, MailToken token) {
        return new Letter("Sign in to Prikke")
                .says("Somebody, most likely you, wants to sign in as " + to + " at " + url.base() + ".")
                .link("Sign in", url.page("/login/link", "token", token.text()))
                .says("The link works once, for 15 minutes. If it was not you, do nothing: without the link nobody gets in.")
                .to(to);
    }

    Mail reset(String to, MailToken token) {
        return new Letter("Set a new password for Prikke")
                .says("Somebody, most likely you, has forgotten the password of " + to + " at " + url.base() + ".")
                .link("Set a new password", url.page("/reset/password", "token", token.text()))
                .says("The link works once, for 30 minutes. If it was not you, do nothing: the password stays as it is.")
                .to(to);
    }

    Mail confirmAddress(String to, String before, MailToken token) {
        return new Letter("Confirm your e-mail address for Prikke")
                .says("The account of " + before + " at " + url.base() + " is to have this address, " + to + ", from now on.")
                .link("Confirm the address", url.page("/email", "token", token.text()))
                .says("The link works once, for a day. If you know nothing of this, do nothing: then nothing changes.")
                .to(to);
    }

    Mail addressChanged(String to, String now) {
        return new Letter("The e-mail address of your Prikke account was changed")
                .says("Your account at " + url.base() + " now has the address " + now + " and no longer " + to + ".")
                .says("If that was not you, somebody else is in your account: ask whoever runs this instance for help at once.")
                .to(to);
    }

    Mail addressProved(String to) {
        return new Letter("Your Prikke account is yours alone from now on")
                .says("A link mailed to " + to + " was used at " + url.base() + " for the first time. Until then nothing proved that the account"
                        + " is yours: anybody could have made it with your address. So its password holds no more, and whoever was signed in"
                        + " is so no more but for you.")
                .link("Set a password", url.page("/reset"))
                .says("Organizations that you have not made yourself, their API keys and their members are as they were: look through them.")
                .to(to);
    }

    Mail passwordChanged(String to) {
        return new Letter("The password of your Prikke account was changed")
                .says("The password of " + to + " at " + url.base() + " was changed, and whoever was signed in with it elsewhere is so no more.")
                .says("If that was not you, set another at once:")
                .link("Set a new password", url.page("/reset"))
                .to(to);
    }
}
