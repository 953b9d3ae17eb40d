/**
 * Venues with several names: one line each, the shortest usual name first. Names are compared without case, accents,
 * punctuation, years, ordinals, `proceedings of the` and sponsors, so those need no entry. Workshops, findings and sister
 * journals are venues of their own.
 */
export const knownVenues: readonly (readonly string[])[] = `
NeurIPS = NIPS = Advances in Neural Information Processing Systems = Neural Information Processing Systems = Conference on Neural Information Processing Systems
ICML = International Conference on Machine Learning = Intl. Conf. on Machine Learning
ICLR = International Conference on Learning Representations
CVPR = Conference on Computer Vision and Pattern Recognition = Computer Vision and Pattern Recognition = Computer Society Conference on Computer Vision and Pattern Recognition
ICCV = International Conference on Computer Vision
ECCV = European Conference on Computer Vision
WACV = Winter Conference on Applications of Computer Vision
BMVC = British Machine Vision Conference
ACCV = Asian Conference on Computer Vision
3DV = International Conference on 3D Vision
MICCAI = Medical Image Computing and Computer Assisted Intervention = International Conference on Medical Image Computing and Computer Assisted Intervention
ACL = Annual Meeting of the Association for Computational Linguistics = Meeting of the Association for Computational Linguistics = Conference of the Association for Computational Linguistics
NAACL = NAACL-HLT = North American Chapter of the Association for Computational Linguistics = Conference of the North American Chapter of the Association for Computational Linguistics = Conference of the North American Chapter of the Association for Computational Linguistics: Human Language Technologies
EACL = European Chapter of the Association for Computational Linguistics = Conference of the European Chapter of the Association for Computational Linguistics
EMNLP = Empirical Methods in Natural Language Processing = Conference on Empirical Methods in Natural Language Processing
CoNLL = Conference on Computational Natural Language Learning
COLING = International Conference on Computational Linguistics
LREC = International Conference on Language Resources and Evaluation = Language Resources and Evaluation Conference
IJCNLP = International Joint Conference on Natural Language Processing
Findings of ACL = Findings of the Association for Computational Linguistics = Findings of the Association for Computational Linguistics: ACL
Findings of EMNLP = Findings of the Association for Computational Linguistics: EMNLP
Interspeech = Annual Conference of the International Speech Communication Association
ICASSP = International Conference on Acoustics, Speech and Signal Processing = International Conference on Acoustics, Speech, and Signal Processing
AAAI = AAAI Conference on Artificial Intelligence = National Conference on Artificial Intelligence
IJCAI = International Joint Conference on Artificial Intelligence = International Joint Conferences on Artificial Intelligence
ECAI = European Conference on Artificial Intelligence
UAI = Conference on Uncertainty in Artificial Intelligence = Uncertainty in Artificial Intelligence
AISTATS = International Conference on Artificial Intelligence and Statistics = Artificial Intelligence and Statistics
COLT = Conference on Learning Theory = Annual Conference on Learning Theory = Conference on Computational Learning Theory
ALT = International Conference on Algorithmic Learning Theory = Algorithmic Learning Theory
ACML = Asian Conference on Machine Learning
CoLM = Conference on Language Modeling
AAMAS = International Conference on Autonomous Agents and Multiagent Systems
KDD = SIGKDD = SIGKDD International Conference on Knowledge Discovery and Data Mining = SIGKDD Conference on Knowledge Discovery and Data Mining = International Conference on Knowledge Discovery and Data Mining
ICDM = International Conference on Data Mining
CIKM = International Conference on Information and Knowledge Management = Conference on Information and Knowledge Management
WSDM = International Conference on Web Search and Data Mining = Web Search and Data Mining
WWW = TheWebConf = The Web Conference = Web Conference = World Wide Web Conference = International World Wide Web Conference = International Conference on World Wide Web
SIGIR = International SIGIR Conference on Research and Development in Information Retrieval = SIGIR Conference on Research and Development in Information Retrieval
ECIR = European Conference on Information Retrieval
RecSys = Conference on Recommender Systems
ECML PKDD = ECML-PKDD = ECML/PKDD = European Conference on Machine Learning and Principles and Practice of Knowledge Discovery in Databases = Joint European Conference on Machine Learning and Knowledge Discovery in Databases
SIGMOD = International Conference on Management of Data
PVLDB = Proceedings of the VLDB Endowment = Proc. VLDB Endow.
VLDB = International Conference on Very Large Data Bases = Very Large Data Bases
ICDE = International Conference on Data Engineering
CHI = CHI Conference on Human Factors in Computing Systems = Conference on Human Factors in Computing Systems = SIGCHI Conference on Human Factors in Computing Systems = Human Factors in Computing Systems
UIST = Symposium on User Interface Software and Technology = User Interface Software and Technology
CSCW = Conference on Computer Supported Cooperative Work
HRI = International Conference on Human-Robot Interaction
ICRA = International Conference on Robotics and Automation
IROS = International Conference on Intelligent Robots and Systems = Intelligent Robots and Systems = International Workshop on Intelligent Robots and Systems
RSS = Robotics: Science and Systems
CoRL = Conference on Robot Learning
STOC = Symposium on Theory of Computing = Annual Symposium on Theory of Computing
FOCS = Symposium on Foundations of Computer Science = Annual Symposium on Foundations of Computer Science
SODA = Symposium on Discrete Algorithms
POPL = Symposium on Principles of Programming Languages = Principles of Programming Languages
PLDI = Conference on Programming Language Design and Implementation
ICSE = International Conference on Software Engineering
ASE = International Conference on Automated Software Engineering
OSDI = Symposium on Operating Systems Design and Implementation
SOSP = Symposium on Operating Systems Principles
CCS = Conference on Computer and Communications Security
NDSS = Network and Distributed System Security Symposium
SIGGRAPH = International Conference on Computer Graphics and Interactive Techniques
JMLR = Journal of Machine Learning Research = J. Mach. Learn. Res.
PMLR = Proceedings of Machine Learning Research
TMLR = Transactions on Machine Learning Research
JAIR = Journal of Artificial Intelligence Research = J. Artif. Intell. Res.
TACL = Transactions of the Association for Computational Linguistics = Trans. Assoc. Comput. Linguist.
TPAMI = PAMI = Transactions on Pattern Analysis and Machine Intelligence = Trans. Pattern Anal. Mach. Intell.
IJCV = International Journal of Computer Vision = Int. J. Comput. Vis.
TIP = Transactions on Image Processing = Trans. Image Process.
TNNLS = Transactions on Neural Networks and Learning Systems = Trans. Neural Netw. Learn. Syst.
TKDE = Transactions on Knowledge and Data Engineering = Trans. Knowl. Data Eng.
TRO = T-RO = Transactions on Robotics = Trans. Robot.
RA-L = RAL = Robotics and Automation Letters = Robot. Autom. Lett.
IJRR = International Journal of Robotics Research = The International Journal of Robotics Research = Int. J. Robot. Res.
TOG = Transactions on Graphics = Trans. Graph.
CACM = Communications of the ACM = Commun. ACM
JACM = Journal of the ACM = J. ACM
arXiv = CoRR = arXiv.org = arXiv preprint = arXiv e-prints = Computing Research Repository
bioRxiv = bioRxiv preprint
medRxiv = medRxiv preprint
PNAS = Proceedings of the National Academy of Sciences = Proceedings of the National Academy of Sciences of the United States of America = Proc. Natl. Acad. Sci. USA = Proc. Natl. Acad. Sci. U.S.A. = Proc. Natl. Acad. Sci.
PRL = Physical Review Letters = Phys. Rev. Lett.
NEJM = New England Journal of Medicine = N. Engl. J. Med.
JAMA = Journal of the American Medical Association
BMJ = British Medical Journal
Lancet = The Lancet
JACS = Journal of the American Chemical Society = J. Am. Chem. Soc.
Nature Communications = Nat. Commun.
Nature Machine Intelligence = Nat. Mach. Intell.
Scientific Reports = Sci. Rep.
`
  .trim()
  .split("\n")
  .map((line) => line.split(" = "));
