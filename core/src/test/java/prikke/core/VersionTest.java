package prikke.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class VersionTest {
    @Test
    void the_version_is_that_of_the_build() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("../pom.xml").toFile());
        Element version = (Element) pom.getDocumentElement().getElementsByTagName("version").item(0);

        assertThat(version.getParentNode()).isEqualTo(pom.getDocumentElement());
        assertThat(Version.CURRENT).isEqualTo(version.getTextContent());
    }
}
