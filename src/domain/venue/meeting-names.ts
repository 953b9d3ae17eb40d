/** Acronyms of meetings, in lower case. Those that are also words or journals are in `capitalisedMeetings`. */
export const meetingAcronyms: ReadonlySet<string> = readNames(`
  3dv TACAS aaai aacl aamas accv acii acisp acl acml acns acsac acssc adma aft ahfe aied aies aiide aime aistats
  aivr akbc alenex alife amcis amia amta apbc aplas apnet appt apsec apsipa apsys apweb apweb-waim asap asiaccs
  asiacrypt asp-dac aspdac asplos asru asscc atva automl bea bibm bigdata bionlp blocksys bmvc brics caadria cade
  caise casa cascon cav cbmi cccg ccgrid cdc cec chiir chil cicai cicc cicling cidr cikm clef cleo clpsych cmcl
  cocoon codaspy codes+isss coling coling-acl collaboratecom colm colt compsac comsnets concur conext conll corl
  cosit cpaior cpal cscl cscloud cscw cscwd csfw ct-rsa cvpr cvprw dafx dagm dasfaa dcase dcc dexa dfrws dgci dicta
  dimva dsaa dsn eaai eacl eamt eann ebai ecai ecal ecc eccb eccv eccvw ecir ecis ecml ecml-pkdd ecml/pkdd ecoc
  ecoop ecrts ecscw ectel edbt edm eics ekaw embc emboss emnlp emnlp-ijcnlp emsoft esann escience esem eso esorics
  eswc etaps etfa etra eucap eucc eumas eumc euro-par eurocrypt eurographics eurohaptics europar europlop euros&p
  eurosys eurovis eusflat eusipco euvip evoapplications evocop evomusart evostar facct fccm fdg fedcsis fgr flairs
  fmcad fossacs fpga fpt fscd fsttcs fuzz-ieee gcpr gecco globalsip globecom glsvlsi gmai graphcon hamlyn hcii hcomp
  hicss hipc hipeac hotchips hotcloud hotmobile hotnets hotos hotsec hotstorage hpca hpcc hpdc hri hscc humanoids
  iaai iarp ica3pp icaart icac icacci icaif icaisc icalp icalt icann icapr icaps icar icarcv icaris icassp icb icba
  icbo iccad iccbr iccc iccci icccn iccd iccet iccic iccke iccp iccps iccs iccv iccvw icdar icdcs icde icdf icdf2c
  icdl icdl-epirob icdm icdmw icdt icebe iceccs icecs iced icegov iceis icete icfem icfhr icfp icgi icgip icic icics
  icig icinco icip icis icisc iciss icits iclp iclr icm2re icma icmc icme icmew icmi icmi-mlmi icml icmla icmlc
  icmlw icmr icmt icmv icnc icnn icnp icnsc iconip icorr icpads icpc icpe icphm icpm icpp icpr icpram icra icrai
  icraw icrc icsc icse icsea icsi icsim icslp icsm icsme icsoc icsoft icsr icssp icst icstcc icsw ictac ictai icter
  ictir ictis icton icuas icvgip icvr icvrv icvs icwe icwi icwr icws icwsm iddm iecon iemcon ifsa igarss igsc
  ih&mmsec iiai iihmsp iisa iisw iiswc ijcai ijcai-ecai ijcar ijcb ijcci ijckg ijcnlp ijcnn ijcrs ijtcs ilp imcom
  imeko incit indin indocrypt infocom inlg inscrypt intellisys internetware interspeech ipcai ipdps ipdpsw ipin ipmi
  ipmu ipsn iros isbi isbra iscas iscc iscid iscslp isda iser isie isit isita iske iskod ismar ismb ismir ismis ismm
  isnn isocc isorc isotics ispa ispass ispd isrr issac isscc issnip isspa isspit issre issta iswc iswcs itc-asia
  itcs itherm itnec itp itsc iui iva ivcnz iwcia iwcs iwlcs iwpt iwqos iwslt iwssip jcdl jist jsai jurix kdd kdir
  kesw kogwis konvens kr-med ksem lacl latincrypt lctes lics lpar lpnmr lrec lrec-coling maics mcsoc mdm mediaeval
  mfcs mfi micai miccai miccaiw middleware midl mie mipr mirum mlcn mlhc mlmi mlsp mlsys mmasia mmm mmsp mmsys
  mobicom mobihoc mobiquitous mobisys mswim mt-summit mtns mtsummit mwscas naacl naacl-hlt nafips ncmmsc ndss necsys
  netys neurips nime nips nlpcc nocs nodalida noms norchip nordichi nossdav nsdi nspw nwpt ofc oopsla opodis osdi
  ozchi pacificvis pacis paclic pacling pact-ieee pakdd parma pdcat percom pimrc pldi podc ppig ppopp ppsn prcv prdc
  pricai prima prni probml qcmc qest qomex ranlp rasc recomb recsys refsq rehabweek repl4nlp ro-man roman rtas rtcsa
  rtss ruleml ruleml+rr sacmat satml sbac-pad sblp scai sdm seams secon secrypt securecomm semeval semwebeval sensys
  setn setta sigcomm sigcse sigdial sigdoc sigecom siggraph siggraph-asia sigir sigkdd sigmetrics sigmod sigmod/pods
  sigmorphon sigops sigspatial sisap slsp smartcomp smartgridcomm socc socg soda sofsem sosp soups spaa spawc specom
  spie splc ssci ssdbm ssiai sspr sspw ssrr ssvm stacs stoc stscm systor textgraphs tpdl tqc trec trecvid tridentcom
  trustcom ubicomp uemcon uidp uist umap usenix uss vardial vcip vinci visapp visigrapp vissoft vl/hcc vldb vlsi-soc
  vlsid vlsit vmcai vrst vrw vtc wabi wacv wacvw wads wafr wamicon wasa waset waspaa wassa wcci wccm wccs wcnc wcre
  webist websci wecwis wi-iat wicon wimob wiopt wistp wlia wmt wnut woah wodes wollic wowmom wscg wsdm wsom wuwnet
`);

/** Acronyms that count only as they are written here, because in other letters they are words or names. */
export const capitalisedMeetings: ReadonlySet<string> = readNames(`
  ACC ALT ARES ARIS ASE ASSETS ATS AVI BPM CAC CAI CASE CC CCC CCS CF CGI CGO CHES CHI CICAI CLUSTER CNS CP CRYPTO
  CVM CoG CoNLL CoRL CogSci DAC DAI DAIS DATE DIS DL EASE EDCC EGC EGSR ESA ESOP ESREL ETS EWSN FAST FC FG FLAIRS
  FLOPS FM FOCS FORTE FSE FUN FUSION GI GIS GMP GPCE GROUP HAI HT ICC ICS ICT ICTD IDA IDC IDEAL IH IM IMC INDIN
  IOLTS IPEC ISAAC ISC ISCA ISER ISI ISS ITC ITS IVS KES KI KR LAK LATA LATIN LCN LISA LOG MEMS MFI MICRO MIG MMSP
  MODELS MSN MSR MSST MoDELS NLDB NOCS OFC PACT PAM PARLE PEPM PETS PG PKC PODS POPL PPIG PRIMA QIP QRS RAID RANDOM
  RE RO-MAN RSS RT RTA RV RWS S&P SAC SAFECOMP SANER SAS SAT SC SCA SCAM SCC SDM SEC SEKE SGP SLE SLT SMC
  SMI SOCG SOUPS SPLASH SPM SRDS SSE SWAT TACAS TARK TASE TCC TEI TLCA TSD UAI UIC UML USEC VAST VEE VIS VL VR VTC
  VTS WAC WASA WG WI WINE WISA WISE WISEC WSC WWW WoLLIC XP
`);

/** Titles of meetings without a word such as "conference", without accents, in lower case. */
export const meetingTitles = new RegExp(
  `^(?:the |ieee )?(?:${[
    "(?:advances in )?neural information processing systems",
    "robotics: science and systems",
    "robotics science and systems",
    "(?:the )?web conference",
    "(?:ieee )?intelligent robots and systems",
    "computer vision and pattern recognition",
    "computer vision.{1,3}eccv",
    "medical image computing and computer.assisted intervention",
    "empirical methods in natural language processing",
    "north american chapter of the association for computational linguistics",
    "european chapter of the association for computational linguistics",
    "uncertainty in artificial intelligence",
    "artificial intelligence and statistics",
    "knowledge discovery and data mining",
    "web search and data mining",
    "human factors in computing systems",
    "principles of programming languages",
    "programming language design and implementation",
    "networked systems design and implementation",
    "operating systems design and implementation",
    "hot topics in (?:operating systems|networks)",
    "computer.aided verification",
    "computer and communications security",
    "information processing in medical imaging",
    "user interface software and technology",
    "conversational user interfaces",
    "visual communications and image processing",
    "very large data ?bases",
    "mobile computing and networking",
    "measurement and modeling of computer systems",
    "machine learning for health(?:care)?",
    "automated machine learning",
    "usenix security",
    "database systems for advanced applications",
    "design,? automation (?:&|and) test in europe",
    "formal methods in computer.aided design",
    "detection of intrusions and malware",
    "(?:applied|financial) cryptography and",
    "selected areas in cryptography",
    "fast software encryption",
    "advances in financial technologies",
    "requirements engineering: foundation",
    "virtual execution environments",
    "(?:computer graphics|shape modeling) international",
    "acm (?:mm|knowledge discovery)",
    "ieee virtual reality",
    "hot chips",
    "acm (?:multimedia|siggraph|sig\\w+)",
    "(?:ieee|ieee/cvf|ieee/rsj) (?:globecom|infocom|sensors|intelligent vehicles)",
  ].join("|")})(?:$|[^\\p{L}])`,
  "u",
);

function readNames(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
