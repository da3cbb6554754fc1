/* Lucene itself: java Engine.java FILE KIND reads "row<TAB>text" and "query<TAB>text" lines, writes the rows of each query;
   of "words<TAB>text" lines it writes the words, as they would be looked up.

   KIND is synonyms (FILE is a synonym file in Solr's format), icu (FILE holds ICU rules) or serbian. */

import com.ibm.icu.text.Transliterator;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.icu.ICUTransformFilter;
import org.apache.lucene.analysis.sr.SerbianNormalizationFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

class Engine {
    static Analyzer analyzer(String kind, String content) throws Exception {
        SynonymMap map = null;
        if (kind.equals("synonyms")) {
            SolrSynonymParser parser = new SolrSynonymParser(true, true, new WhitespaceAnalyzer());
            parser.parse(new StringReader(content));
            map = parser.build();
        }
        Transliterator rules =
            kind.equals("icu") ? Transliterator.createFromRules("ours", content, Transliterator.FORWARD) : null;
        SynonymMap synonyms = map;
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer words = new StandardTokenizer();
                TokenStream small = new LowerCaseFilter(words);
                if (synonyms != null)
                    return new TokenStreamComponents(
                        words, new FlattenGraphFilter(new SynonymGraphFilter(small, synonyms, true)));
                if (rules != null)
                    return new TokenStreamComponents(words, new ICUTransformFilter(small, rules));
                return new TokenStreamComponents(words, new SerbianNormalizationFilter(small));
            }
        };
    }

    static String words(Analyzer analyzer, String text) throws Exception {
        StringBuilder found = new StringBuilder();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            for (stream.reset(); stream.incrementToken(); )
                found.append(found.length() > 0 ? " " : "").append(word);
        }
        return found.toString();
    }

    public static void main(String[] arguments) throws Exception {
        Analyzer analyzer = analyzer(arguments[1], Files.readString(Path.of(arguments[0])));
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        IndexSearcher searcher = null;
        for (String line; (line = lines.readLine()) != null; ) {
            String text = line.substring(line.indexOf('\t') + 1);
            if (line.startsWith("words\t")) {
                out.println(words(analyzer, text));
                continue;
            }
            if (line.startsWith("row\t")) {
                Document document = new Document();
                document.add(new TextField("text", text, Field.Store.NO));
                writer.addDocument(document);
                continue;
            }
            if (searcher == null) {
                writer.close();
                searcher = new IndexSearcher(DirectoryReader.open(directory));
            }
            Query query = new QueryBuilder(analyzer).createBooleanQuery("text", text, BooleanClause.Occur.MUST);
            TreeSet<Integer> found = new TreeSet<>();
            if (query != null)
                for (ScoreDoc hit : searcher.search(query, 10).scoreDocs)
                    found.add(hit.doc);
            out.println(String.join(" ", found.stream().map(String::valueOf).toList()));
        }
        out.flush();
    }
}
